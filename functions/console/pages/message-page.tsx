import { CsrfField, document } from './layout.tsx';

export type Message = {
  title: string;
  text: string;
  /** Something to copy. */
  code?: string;
  action?: { href: string; label: string };
  /** Offers to sign out, for who is signed in and has nowhere to go. */
  signOutToken?: string;
};

/** One thing to say and what to do next, for when there is no page to frame it. */
export function messagePage({ title, text, code, action, signOutToken }: Message) {
  return document(
    title,
    <body>
      <main id="main" class="message">
        <p class="home">Markwarden</p>
        <h1>{title}</h1>
        <p>{text}</p>
        {code ? (
          <p>
            <code>{code}</code>
          </p>
        ) : null}
        {action ? (
          <p>
            <a class="button" href={action.href}>
              {action.label}
            </a>
          </p>
        ) : null}
        {signOutToken ? (
          <form method="post" action="/signout">
            <CsrfField token={signOutToken} />
            <button type="submit">Sign out</button>
          </form>
        ) : null}
      </main>
    </body>,
  );
}
