export { directoryImportScope } from './store/imports.ts'
