import { createRoute, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayReadStandings } from '../access.ts'
import { HourDemand } from '../contract.ts'

const Cell = z.object({
  requirementId: z.string(),
  /** People, where each has to reach it; groups, where a ratio is asked; schools, where an average is. */
  due: z.int(),
  met: z.int(),
  /** Of one school's average: hundredths of a unit. */
  mean: z.int().nullable(),
  /** Of one school's ratio: the groups that fall short. */
  short: z.array(z.object({ key: z.string(), people: z.int(), have: z.int(), needed: z.int() })),
})

export const matrixRows = ['school', 'town'] as const

export const HourMatrix = z
  .object({
    year: z.int(),
    by: z.enum(matrixRows),
    requirements: z.array(
      HourDemand.extend({ per: z.enum(['subject', 'stage', 'school']).nullable(), due: z.int(), met: z.int() }),
    ),
    rows: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        /** The town centre that a school belongs to. */
        townId: z.uuid().nullable(),
        townName: z.string().nullable(),
        schools: z.int(),
        people: z.int(),
        cells: z.array(Cell),
      }),
    ),
  })
  .openapi('HourMatrix')
export type HourMatrix = z.infer<typeof HourMatrix>

export const MatrixQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  by: z.enum(matrixRows).default('school'),
  organisationId: z.uuid().optional(),
})
export type MatrixQuery = z.infer<typeof MatrixQuery>

export const readMatrixRoute = createRoute({
  method: 'get',
  path: '/credit-standing-matrix',
  operationId: 'readHourMatrix',
  tags: ['Credits'],
  summary: 'How each school, or each town, stands against each requirement of a year',
  access: mayReadStandings,
  request: { query: MatrixQuery },
  responses: { 200: json(HourMatrix, 'Rows and columns'), 400: refused, 403: refused },
})

export const exportMatrixRoute = createRoute({
  method: 'get',
  path: '/credit-standing-matrix/export',
  operationId: 'exportHourMatrix',
  tags: ['Credits'],
  summary: 'The same matrix as an Excel file',
  access: mayReadStandings,
  request: { query: MatrixQuery },
  responses: {
    200: {
      content: {
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
          schema: z.string().openapi({ format: 'binary' }),
        },
      },
      description: 'The matrix',
    },
    400: refused,
    403: refused,
  },
})
