export { isWhole, sealWaiting, verifyChain, type Verification } from './commands.ts'
export { sealMost } from './core/chain.ts'
export { purgeTrail } from './store/purge.ts'
export { listHistory } from './store/trail.ts'
