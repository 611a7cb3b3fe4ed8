export { correctionScope } from './store/corrections.ts'
