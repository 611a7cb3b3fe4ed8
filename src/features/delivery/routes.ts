import { createApp } from '../../platform/http/app.ts'
import { checkInRoutes } from './routes/check-in.ts'
import { classRoutes } from './routes/classes.ts'
import { noShowRoutes } from './routes/no-shows.ts'
import { sessionRoutes } from './routes/sessions.ts'

/** Classes, sessions and check-in. */
export const deliveryRoutes = createApp()
  .route('/', classRoutes)
  .route('/', sessionRoutes)
  .route('/', checkInRoutes)
  .route('/', noShowRoutes)
