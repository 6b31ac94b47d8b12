import { cachedPerWord } from '#shared/recognition/caches.ts';
import { foldText } from '#shared/recognition/text-folding.ts';

/** What sellers write on any goods, whichever they are: that they are new, in stock, sent at once, for whom, in which sizes; folded. */
const TALK = new Set(
  foldText(`
  new neu neue neuer neues neuf neuve nouveau nouvelle nuevo nueva nuevos nuovo nuova nuovi novo nova novos nieuw nieuwe ny nye nytt nya uusi nowy nowa nowe
  nove novy novinka nou noua uj novi yeni baru moi
  free shipping ship ships fast quick delivery versand kostenlos kostenloser gratis gratuit gratuite livraison rapide envio entrega pronta spedizione gratuita
  verzending fri frakt fragt levering wysylka dostawa darmowa doruceni zdarma skladem livrare rapida szallitas ingyenes ilmainen toimitus kargo bedava ucretsiz
  freeship ongkir gratisan cod kirim
  in stock auf lager disponible disponibile stok ready instock tilgjengelig lager raktaron
  sale hot best seller bestseller top offer deal promo discount angebot rabatt rebajas oferta offerta soldes promotion promocja akce sleva reducere akcio indirim kampanya diskon obral
  original originale originalt genuine authentic echt oryginalny originalni orijinal autentico autentica authentique
  men mens man women womens woman unisex ladies gents male female herren damen herr dam herre dame homme hommes femme femmes hombre mujer caballero senora uomo donna
  masculino feminino feminina heren dames meski meska meskie damski damska damskie panske damske ferfi noi barbati femei erkek kadin pria wanita cowok cewek nam nu
  fashion fashionable trend trendy stylish style popular classic casual winter summer autumn spring season hiver ete invierno verano inverno estate zima lato kis tel
  size sizes groesse grosse gr taille tailles talla tallas taglia taglie tamanho tamanhos maat rozmiar rozm velikost vel meret marime beden ukuran storrelse str koko
  box tags tag bag dustbag gift quality full set fullset complete
  `)
    .trim()
    .split(/\s+/),
);

const LETTER_SIZE = /^(?:[2-9]?x{0,5}[sl]|[2-9]xl|m)$/;
/** "EU42", "gr38", "24h". */
const SIZE_OR_HOURS = /^(?:(?:eu|us|uk|gr|fr|it)\d{1,2}|\d{1,2}h)$/;
const YEAR = /^20[12]\d$/;

/** Beside the name of goods it says nothing of which they are. */
export const isTalk = cachedPerWord(
  (word): boolean => TALK.has(word) || LETTER_SIZE.test(word) || SIZE_OR_HOURS.test(word) || YEAR.test(word),
);
