import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { finishBuild, nonceMark, serveShells, webFolder } from './src/app/web-build.ts'

const server = `http://localhost:${process.env.QINGLAN_API_PORT ?? '8080'}`

export default defineConfig({
  publicDir: 'src/app/web/public',
  appType: 'custom',
  plugins: [react(), finishBuild(), serveShells()],
  html: { cspNonce: nonceMark },
  build: {
    outDir: webFolder,
    emptyOutDir: true,
    // WeChat's web view is Chromium 107 on Android and the system's WebKit on iOS.
    target: ['chrome107', 'safari16'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    rolldownOptions: { input: ['src/app/web/admin.html', 'src/app/web/mobile.html'] },
  },
  server: { proxy: { '/api': { target: server, changeOrigin: false } } },
})
