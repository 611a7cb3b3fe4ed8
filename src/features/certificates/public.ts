export { readRule, reissueCertificate, revokeCertificate, verifyHours } from './commands.ts'
export { mayListCertificates } from './access.ts'
export { certificateScope, countIssued, searchCertificates } from './store.ts'
export { verifyRoutes } from './verify-page.ts'
