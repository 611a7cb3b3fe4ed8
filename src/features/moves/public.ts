export { transferScope } from './store/transfers.ts'
