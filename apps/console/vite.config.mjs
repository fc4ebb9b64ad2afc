import { defineConfig } from 'vite';

// `ZHIHENG_SERVER` is the server that answers during development; the built console is served by it.
const server = process.env.ZHIHENG_SERVER ?? 'http://127.0.0.1:3000';
const port = Number(process.env.CONSOLE_PORT ?? 5173);

/** Icons are decoration: what they mean is said by the button's own text, not by their English file name. */
const silentIcons = {
  name: 'silent-icons',
  transform: {
    filter: { id: /@ant-design[\\/]icons[\\/].*AntdIcon\.js/ },
    handler: (code) => code.replace(/role: "img",\s*"aria-label": icon\.name/, '"aria-hidden": true'),
  },
};

export default defineConfig({
  plugins: [silentIcons],
  optimizeDeps: { rolldownOptions: { plugins: [silentIcons] } },
  cacheDir: `../../node_modules/.vite-${port}`,
  // Chromium 100 is what the oldest desktops of the city have.
  build: { target: 'chrome100', sourcemap: false, chunkSizeWarningLimit: 900, assetsInlineLimit: 0, modulePreload: { polyfill: false }, rolldownOptions: { onwarn: (warning, tell) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && tell(warning) } },
  server: { port, strictPort: true, host: '127.0.0.1', proxy: { '/api': { target: server, changeOrigin: false } } },
  resolve: { dedupe: ['react', 'react-dom', 'dayjs'] },
});
