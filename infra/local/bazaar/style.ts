/** Served as /style.css. */
export const STYLE = `
:root { --ink: #1c2430; --soft: #5d6878; --line: #e3e6ea; --paper: #fff; --ground: #f5f6f4; --accent: #0f6b5c; --accent-ink: #fff; --mark: #b4530a; --radius: 12px; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
a { color: inherit; text-decoration: none; }
a:hover { text-decoration: underline; }
.wrap { max-width: 1120px; margin: 0 auto; padding: 0 20px; }
header { background: var(--paper); border-bottom: 1px solid var(--line); position: sticky; top: 0; z-index: 1; }
header .wrap { display: flex; align-items: center; gap: 24px; min-height: 68px; }
.logo { font-weight: 800; font-size: 24px; letter-spacing: -0.04em; color: var(--accent); }
.logo:hover { text-decoration: none; }
.find { flex: 1; display: flex; max-width: 620px; }
.find input { flex: 1; min-width: 0; font: inherit; padding: 10px 16px; border: 1px solid #cbd1d8; border-right: 0; border-radius: 999px 0 0 999px; background: var(--paper); color: inherit; }
.find input:focus { outline: 2px solid var(--accent); outline-offset: -1px; }
.find button, .button { font: inherit; font-weight: 600; border: 0; background: var(--accent); color: var(--accent-ink); padding: 10px 20px; cursor: pointer; }
.find button { border-radius: 0 999px 999px 0; }
.button { display: inline-block; border-radius: 999px; text-align: center; }
.account { margin-left: auto; color: var(--soft); font-size: 15px; white-space: nowrap; }
main { padding: 28px 0 56px; }
h1 { font-size: 26px; line-height: 1.25; letter-spacing: -0.02em; margin: 0 0 6px; overflow-wrap: anywhere; }
h2 { font-size: 19px; letter-spacing: -0.01em; margin: 36px 0 14px; }
.soft { color: var(--soft); }
.hero { background: #103f38; color: #f3f7f4; border-radius: var(--radius); padding: 44px 40px; }
.hero h1 { font-size: 36px; max-width: 16em; }
.hero p { margin: 0 0 22px; color: #c4d8d2; max-width: 44em; }
.chips { display: flex; flex-wrap: wrap; gap: 10px; }
.chips a { border: 1px solid #4c7a70; border-radius: 999px; padding: 7px 16px; }
.results { list-style: none; margin: 22px 0 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(232px, 1fr)); gap: 18px; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); overflow: hidden; display: flex; flex-direction: column; }
.card .photo { display: block; aspect-ratio: 1; background: #e9ecee; }
.card img { width: 100%; height: 100%; object-fit: cover; display: block; }
.card .facts { padding: 14px 16px 16px; display: flex; flex-direction: column; gap: 4px; flex: 1; }
.card .title { font-weight: 600; line-height: 1.35; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; overflow-wrap: anywhere; }
.card .price { font-size: 19px; font-weight: 700; letter-spacing: -0.01em; margin-top: auto; padding-top: 6px; }
.card .line { font-size: 14px; color: var(--soft); }
.sponsored { font-size: 12px; color: var(--soft); border: 1px solid var(--line); border-radius: 4px; padding: 0 6px; align-self: flex-start; }
.pages { display: flex; align-items: center; gap: 14px; justify-content: center; margin-top: 34px; }
.pages a { border: 1px solid #cbd1d8; border-radius: 999px; padding: 8px 18px; background: var(--paper); }
.item { display: grid; grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); gap: 36px; align-items: start; }
.gallery img { width: 100%; height: auto; border-radius: var(--radius); display: block; border: 1px solid var(--line); }
.gallery img + img { margin-top: 14px; }
.item .price { font-size: 32px; font-weight: 750; letter-spacing: -0.02em; margin: 14px 0 2px; }
.box { background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); padding: 18px 20px; margin-top: 20px; }
.box h2 { margin: 0 0 8px; font-size: 16px; }
.buy { width: 100%; margin-top: 16px; padding: 13px; }
.specifics { display: grid; grid-template-columns: auto 1fr; gap: 6px 22px; margin: 0; }
.specifics dt { color: var(--soft); }
.specifics dd { margin: 0; overflow-wrap: anywhere; }
.stars { color: var(--mark); font-weight: 600; }
.banner { background: #fdf3e4; border: 1px solid #f0d9b5; border-radius: var(--radius); padding: 12px 18px; margin-bottom: 20px; }
.plain { max-width: 620px; margin: 6vh auto; text-align: center; }
.plain p { color: var(--soft); }
footer { border-top: 1px solid var(--line); color: var(--soft); font-size: 14px; padding: 22px 0 34px; }
@media (max-width: 720px) {
  header .wrap { flex-wrap: wrap; gap: 10px 16px; padding-top: 12px; padding-bottom: 12px; }
  .logo { flex: 1; }
  .find { order: 3; flex-basis: 100%; }
  .hero { padding: 28px 22px; } .hero h1 { font-size: 27px; }
  .results { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 12px; }
  .card .facts { padding: 10px 12px 12px; } .card .title { font-size: 15px; }
  .item { grid-template-columns: minmax(0, 1fr); gap: 20px; }
  h1 { font-size: 22px; }
}
`;
