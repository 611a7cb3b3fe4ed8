export { bureauKeyScope } from './store/keys.ts'
export { mergeScope } from './store/merges.ts'
export { transferScope } from './store/transfers.ts'
