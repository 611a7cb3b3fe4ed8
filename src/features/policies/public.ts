export { addRequirements, replaceRequirements } from './commands/requirements.ts'
export type { NewRequirement } from './contract/requirements.ts'
export { capsOf, isAimed, standing, type Requirement, type Standing, type Step, type Total } from './core.ts'
export { listRequirements } from './store/requirements.ts'
