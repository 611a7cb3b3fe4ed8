export { sealedRosters } from './sealed.ts'
export { importScope } from './store/imports.ts'
