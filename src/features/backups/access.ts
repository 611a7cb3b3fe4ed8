import { freshly, held } from '../../lib/access.ts'

/** Backups hold every bureau of the deployment: the commands let in the first bureau's system administrator alone. */
export const mayReadBackups = held('system_admin')
export const mayMakeBackup = held('system_admin')

/** When and where to: with a password or code shown just before. */
export const maySetBackups = freshly(held('system_admin'))
