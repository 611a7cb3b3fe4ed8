export { planDeciders } from './access.ts'
export { schoolPlanScope } from './store/plans.ts'
export { researchTeamScope } from './store/teams.ts'
