export { tendSeals, type ResealStanding } from './commands/resealing.ts'
export { askRetention, hasAgreed } from './commands/rules.ts'
export { connectSealed, sealedRequests } from './sealed.ts'
export { correctionScope } from './store/corrections.ts'
