export { tendSeals, type ResealStanding } from './commands/resealing.ts'
export { sealedRequests } from './sealed.ts'
export { correctionScope } from './store/corrections.ts'
