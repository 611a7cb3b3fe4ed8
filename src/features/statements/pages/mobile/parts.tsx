export { OwnStamps } from './OwnStamps.tsx'
