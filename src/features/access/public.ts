export { followClosing, tellTerms } from './commands/terms.ts'
export { delegationScope } from './store/delegations.ts'
export { grantScope } from './store/grants.ts'
export { loadSettings } from './store/settings.ts'
