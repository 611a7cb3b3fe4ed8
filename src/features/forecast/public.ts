export { readRisks } from './commands/risks.ts'
