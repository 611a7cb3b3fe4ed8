import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'
import { projectFolder } from './config.ts'

/** Where the built pages lie. */
export const webFolder = join(projectFolder, 'dist', 'web')

/** Stands in the built pages where each answer gets its own one-time word. */
export const nonceMark = '__CSP_NONCE__'

const compressible = /\.(?:js|css|svg|json|map)$/
const html = ['admin.html', 'mobile.html'] as const

/** After a build that went well: puts the two pages where the server looks, and compresses once what is sent a thousand times. */
export function finishBuild(): Plugin {
  return {
    name: 'qinglan-finish-build',
    apply: 'build',
    writeBundle() {
      for (const page of html) renameSync(join(webFolder, 'src/app/web', page), join(webFolder, page))
      rmSync(join(webFolder, 'src'), { recursive: true })
      for (const name of readdirSync(webFolder, { recursive: true, encoding: 'utf8' })) {
        if (compressible.test(name)) compress(join(webFolder, name))
      }
    },
  }
}

function compress(path: string): void {
  const content = readFileSync(path)
  if (content.length < 1024) return
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
  const params = { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params }))
}

/** While developing: the two pages at the addresses that the server gives them. */
export function serveShells(): Plugin {
  return {
    name: 'qinglan-serve-shells',
    apply: 'serve',
    configureServer({ middlewares }) {
      middlewares.use((request, _answer, next) => {
        const path = (request.url ?? '/').split('?')[0] ?? '/'
        const wantsPage = request.headers.accept?.includes('text/html') ?? false
        if (wantsPage && !path.startsWith('/api/')) {
          request.url = /^\/m(\/|$)/.test(path) ? '/src/app/web/mobile.html' : '/src/app/web/admin.html'
        }
        next()
      })
    },
  }
}

if (import.meta.main) {
  // Only a build needs the bundler: a server that finds its pages built never loads it.
  const { build } = await import('vite')
  await build({ root: projectFolder, configFile: join(projectFolder, 'vite.config.ts'), logLevel: 'warn' })
}
