import './web/ground.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { createQueryClient } from '../platform/web/query.ts'
import '../ui/tokens.css'
import '../ui/phone/phone.css'
import { reloadWhenReplaced } from './frame.tsx'
import { PhoneApp } from './phone-shell.tsx'

const cache = createQueryClient()

reloadWhenReplaced()
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={cache}>
        <BrowserRouter>
          <PhoneApp />
        </BrowserRouter>
      </QueryClientProvider>
    </StrictMode>,
  )
}
