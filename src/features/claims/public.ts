export { remindOfSharing } from './commands/reminding.ts'
export { mayDecideAppeal, mayDecideClaim } from './access.ts'
export { appealScope } from './store/appeals.ts'
export { claimScope } from './store/claims.ts'
