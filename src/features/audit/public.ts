export { isWhole, sealWaiting, verifyChain, type Verification } from './commands.ts'
export { sealMost } from './core.ts'
export { listHistory } from './store/trail.ts'
