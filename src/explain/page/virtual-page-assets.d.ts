/** The style and the script of the page, minified, made by `scripts/page-assets-plugin.ts`. */
declare module "virtual:page-assets" {
  const assets: { readonly style: string; readonly script: string };
  export default assets;
}
