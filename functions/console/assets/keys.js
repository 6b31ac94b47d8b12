// One key, one deed: a key presses the element that carries it in `data-key`. Without this script every page works by hand.
const typing = (element) => element.closest('input:not([type=checkbox]), textarea, select') !== null;

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === 'Escape' && typing(event.target)) return event.target.blur();
  if (typing(event.target)) return;
  const wanted = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const element = [...document.querySelectorAll('[data-key]')].find(({ dataset }) => dataset.key === wanted);
  if (!element || element.disabled) return;
  event.preventDefault();
  if (typing(element)) element.focus();
  else element.click();
});

// The offer that comes next: its picture is there when it is wanted.
for (const { dataset } of document.querySelectorAll('[data-ahead]')) new Image().src = dataset.ahead;

// A way back that is closed is not shown any longer.
for (const element of document.querySelectorAll('[data-gone-after]'))
  setTimeout(() => element.remove(), Number(element.dataset.goneAfter));

// A form is sent once, however often a key is pressed.
document.addEventListener('submit', (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = 'yes';
});

// A file that is too large is refused before it is sent; a page that only has to be packed for it is packed.
document.addEventListener('change', ({ target }) => {
  const { mostBytes, tooLarge, packedFrom = mostBytes } = target.dataset;
  if (!mostBytes) return;
  const bytes = [...target.files].reduce((sum, { size }) => sum + size, 0);
  if (bytes > Number(packedFrom) && bytes <= Number(mostBytes) && 'CompressionStream' in window) return pack(target);
  target.setCustomValidity(bytes > Number(packedFrom) ? tooLarge : '');
});
const pack = async (input) => {
  const { tooLarge, packedFrom, packing } = input.dataset;
  const [file] = input.files;
  input.setCustomValidity(packing);
  const packed = await new Response(file.stream().pipeThrough(new CompressionStream('gzip'))).blob();
  if (input.files[0] !== file) return; // another was chosen meanwhile
  input.setCustomValidity(packed.size > Number(packedFrom) ? tooLarge : '');
  if (packed.size > Number(packedFrom)) return;
  const chosen = new DataTransfer();
  chosen.items.add(new File([packed], `${file.name}.gz`, { type: 'application/gzip' }));
  input.files = chosen.files;
};

// A picture that is dropped or pasted anywhere goes where the page takes pictures.
const takesPictures = document.querySelector('[data-takes-pictures]');
const take = (event, files) => {
  const picture = [...(files ?? [])].find(({ type }) => type.startsWith('image/'));
  if (!picture) return;
  event.preventDefault();
  const chosen = new DataTransfer();
  chosen.items.add(picture);
  takesPictures.files = chosen.files;
  takesPictures.dispatchEvent(new Event('change', { bubbles: true }));
  takesPictures.form.requestSubmit();
};
if (takesPictures) {
  document.addEventListener('paste', (event) => take(event, event.clipboardData.files));
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => take(event, event.dataTransfer.files));
}

// What is typed into a form outlives its being sent by somebody who was signed out meanwhile: it is kept in this tab until the next page,
// which gives it back where the form did not arrive. No secrets, no files, and to nobody else.
const KEPT = 'typed';
const fieldsOf = (form) =>
  [...form.elements].filter(
    ({ name, type, dataset }) =>
      name && !['hidden', 'password', 'file', 'submit', 'button'].includes(type) && dataset.secret === undefined,
  );
// Several forms of a page may go to one address: each is known by what it is about.
const nameOf = (form) =>
  JSON.stringify([
    form.getAttribute('action'),
    ...[...form.elements]
      .filter(({ name, type }) => type === 'hidden' && name !== 'csrf')
      .map(({ name, value }) => [name, value]),
  ]);

const giveBack = () => {
  // A page that frames nothing but a refusal leads back to the form.
  if (!document.body.dataset.person) return;
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
  sessionStorage.removeItem(KEPT);
  const unsent = document.querySelector('[data-unsent]');
  if (!kept || !unsent || kept.person !== document.body.dataset.person) return;
  const form = [...document.forms].find((each) => nameOf(each) === kept.form);
  if (!form) return;
  for (const [index, field] of fieldsOf(form).entries()) {
    const typed = kept.values[index];
    if (typed?.name !== field.name) continue;
    if (['checkbox', 'radio'].includes(field.type)) field.checked = typed.checked;
    else field.value = typed.value;
  }
  for (let inner = form.closest('details'); inner; inner = inner.parentElement.closest('details')) inner.open = true;
  unsent.querySelector('[data-restored]').hidden = false;
};

document.addEventListener('submit', ({ target: form }) => {
  if (form.method !== 'post') return;
  const values = fieldsOf(form).map(({ name, value, checked }) => ({ name, value, checked }));
  const { person } = document.body.dataset;
  sessionStorage.setItem(KEPT, JSON.stringify({ person, form: nameOf(form), values }));
});
giveBack();
