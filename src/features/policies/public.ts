export { addRequirements, replaceRequirements } from './commands.ts'
export type { NewRequirement } from './contract.ts'
export { capsOf, isAimed, standing, type Requirement, type Standing, type Step, type Total } from './core.ts'
export { listRequirements } from './store.ts'
