export { readRule, reissueCertificate, revokeCertificate, verifyHours } from './commands.ts'
export { certificateScope, countIssued } from './store.ts'
export { verifyRoutes } from './verify-page.ts'
