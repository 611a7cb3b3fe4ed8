export { calendarFeed } from './feed.ts'
