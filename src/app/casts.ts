/** Every file that tells the compiler what it cannot know, and why that is true. A new cast needs a line here. */
export const casts: Readonly<Record<string, string>> = {
  'src/platform/http/openapi.ts':
    'A computed key widens to an index signature; and the guard is hidden from the route type on purpose.',
  'src/platform/child.ts': 'What a child answers is what its script sends.',
  'src/platform/solving/highs.ts':
    'The types of the package are those of its CommonJS half; its ES module is the function itself.',
  'src/platform/solving/decide-child.ts': 'What a child hears is what its parent wrote.',
  'src/platform/http/paging.ts': 'The entries were made from exactly these keys.',
  'src/features/files/routes.ts': 'The type was just looked up in the table it indexes.',
  'src/app/api-page.ts': 'The paths of the document are those that our own routes declared.',
  'src/platform/web/call.ts': 'What an answer holds is what the route declared; the browser sees only text.',
  'src/platform/web/route.ts': 'The entries were made from exactly these filters.',
  'src/features/programmes/contract.ts': 'JSON knows no undefined: a key that is there has a value.',
}
