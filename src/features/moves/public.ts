export { mergeScope } from './store/merges.ts'
export { transferScope } from './store/transfers.ts'
