export { grantScope } from './store/grants.ts'
export { loadSettings } from './store/settings.ts'
