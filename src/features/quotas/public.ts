export { releaseCells, releaseQuotas, takeCells, type CellRefusal } from './commands.ts'
export { connectHolders } from './commands/holders.ts'
export { passOnQuota } from './jobs.ts'
export { quotaMoveScope } from './store.ts'
