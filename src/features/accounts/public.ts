export { grantRole, openAccount } from './commands.ts'
export { listHolders } from './store.ts'
