export { dropWorkingDay, dueAfter, listWorkingDays, loadOverrides, saveWorkingDay } from './store.ts'
