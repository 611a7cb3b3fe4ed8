import './web/ground.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter, Route, Routes } from 'react-router'
import { createQueryClient } from '../platform/web/query.ts'
import { Kit } from '../ui/kit.tsx'
import { ListToolsProvider } from '../ui/list-tools.ts'
import { ConsoleShell } from './console-shell.tsx'
import { reloadWhenReplaced } from './frame.tsx'
import { listToolsOf } from './list-tools.tsx'
import { pages } from './pages.tsx'

const cache = createQueryClient()

function Console() {
  return (
    <QueryClientProvider client={cache}>
      <Kit>
        <BrowserRouter>
          <Suspense fallback={null}>
            <Routes>
              {pages
                .filter((page) => page.open)
                .map(({ path, element: Element }) => (
                  <Route key={path} path={path} element={<Element />} />
                ))}
              <Route
                path="*"
                element={
                  <ListToolsProvider value={listToolsOf}>
                    <ConsoleShell />
                  </ListToolsProvider>
                }
              />
            </Routes>
          </Suspense>
        </BrowserRouter>
      </Kit>
    </QueryClientProvider>
  )
}

reloadWhenReplaced()
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Console />
    </StrictMode>,
  )
}
