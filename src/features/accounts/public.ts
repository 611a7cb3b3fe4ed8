export { sealedAccounts } from './sealed.ts'
export { sealKnownNames } from './store/names.ts'
export { grantRole, openAccount } from './commands.ts'
export { listHolders } from './store.ts'
