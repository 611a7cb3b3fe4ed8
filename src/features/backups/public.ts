export { tellStanding, tendBackups } from './commands.ts'
