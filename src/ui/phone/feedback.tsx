/** What the console says while and after it asks is said on the phone as well, in the looks of phone.css. */
export { EmptyState as Empty, Loaded, Note, ProblemNote as Problem, Skeleton } from '../feedback.tsx'
