import { createRoute, idParam, json, noContent, refused, z } from '../../platform/http/openapi.ts'
import { mayUseViews } from './access.ts'
import { viewLimits } from './core.ts'

const list = z
  .string()
  .regex(/^\/[\w/:-]*$/)
  .max(120)
const name = z.string().trim().min(1).max(viewLimits.name)
const search = z.string().max(viewLimits.search)
const hiddenColumns = z.array(z.string().min(1).max(60)).max(viewLimits.columns).nullable()
const sharedWith = z.uuid().nullable()

export const SavedView = z
  .object({
    id: z.uuid(),
    list: z.string(),
    name: z.string(),
    search: z.string(),
    hiddenColumns: z.array(z.string()).nullable(),
    sharedWith: z.uuid().nullable(),
    sharedWithName: z.string().nullable(),
    /** Whether it is your own; one of somebody else's is only used. */
    own: z.boolean(),
    ownerName: z.string(),
  })
  .openapi('SavedView')
export type SavedView = z.infer<typeof SavedView>

export const SavedViews = z.object({ items: z.array(SavedView), defaultId: z.uuid().nullable() }).openapi('SavedViews')
export type SavedViews = z.infer<typeof SavedViews>

export const NewView = z
  .object({
    id: z.uuid(),
    list,
    name,
    search: search.default(''),
    hiddenColumns: hiddenColumns.default(null),
    sharedWith: sharedWith.default(null),
  })
  .openapi('NewSavedView')
export type NewView = z.infer<typeof NewView>

export const ViewChange = z
  .object({
    name: name.optional(),
    search: search.optional(),
    hiddenColumns: hiddenColumns.optional(),
    sharedWith: sharedWith.optional(),
  })
  .openapi('SavedViewChange')
export type ViewChange = z.infer<typeof ViewChange>

export const DefaultView = z.object({ list, viewId: z.uuid().nullable() }).openapi('DefaultView')
export type DefaultView = z.infer<typeof DefaultView>

export const listViewsRoute = createRoute({
  method: 'get',
  path: '/saved-views',
  operationId: 'listSavedViews',
  tags: ['Saved views'],
  summary: 'Your views of a list, those that are shared with you, and which of them you find it with',
  access: mayUseViews,
  request: { query: z.object({ list }) },
  responses: { 200: json(SavedViews, 'Own ones first, then by name'), 400: refused },
})

export const saveViewRoute = createRoute({
  method: 'post',
  path: '/saved-views',
  operationId: 'saveView',
  tags: ['Saved views'],
  summary: 'Keep how you look at a list under a name',
  access: mayUseViews,
  request: { body: { ...json(NewView, 'The view'), required: true } },
  responses: { 201: json(SavedView, 'Kept, or kept before with this id'), 400: refused, 409: refused, 422: refused },
})

export const changeViewRoute = createRoute({
  method: 'patch',
  path: '/saved-views/{savedViewId}',
  operationId: 'changeView',
  tags: ['Saved views'],
  summary: 'Rename, overwrite or share a view of yours',
  access: mayUseViews,
  request: { params: idParam('savedViewId'), body: { ...json(ViewChange, 'What changes'), required: true } },
  responses: { 200: json(SavedView, 'Changed'), 400: refused, 404: refused, 409: refused, 422: refused },
})

export const deleteViewRoute = createRoute({
  method: 'delete',
  path: '/saved-views/{savedViewId}',
  operationId: 'deleteView',
  tags: ['Saved views'],
  summary: 'Delete a view of yours; saving it again under the same id takes that back',
  access: mayUseViews,
  request: { params: idParam('savedViewId') },
  responses: { 204: noContent, 404: refused },
})

export const setDefaultViewRoute = createRoute({
  method: 'post',
  path: '/saved-view-defaults',
  operationId: 'setDefaultView',
  tags: ['Saved views'],
  summary: 'Say with which view you find a list; null for the list as it is',
  access: mayUseViews,
  request: { body: { ...json(DefaultView, 'The list and the view'), required: true } },
  responses: { 204: noContent, 400: refused, 404: refused },
})
