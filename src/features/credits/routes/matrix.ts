import { read } from '../../../platform/db/db.ts'
import { listHeaders } from '../../../platform/excel/answers.ts'
import { streamed } from '../../../platform/http/streamed.ts'
import { createApp } from '../../../platform/http/app.ts'
import { exportMatrix, readMatrix } from '../commands/matrix.ts'
import { exportMatrixRoute, readMatrixRoute } from '../contract/matrix.ts'

export const matrixRoutes = createApp()
  .openapi(readMatrixRoute, async (c) =>
    c.json(await read(c.var.db, (tx) => readMatrix(tx, c.req.valid('query'), c.var.scope)), 200),
  )
  .openapi(exportMatrixRoute, async (c) => {
    const { name, content } = await exportMatrix(c.var.db, c.req.valid('query'), c.var.scope)
    return c.body(streamed(content), 200, listHeaders(name))
  })
