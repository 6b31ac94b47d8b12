import type { Programme } from '#shared/domain/programme.ts';
import { countrySites } from './countries.ts';
import { PACKET_AGES } from './plain-reasons.ts';

/**
 * Brand Protection Program. Its API (one item a call) is for members with a token of their own; until there is one a person files.
 * The member's silence puts the listing back: the date is the API's `due_date`, never a constant.
 */
export const meliBpp: Programme = {
  id: 'meli-bpp',
  title: 'Mercado Libre Brand Protection Program (BPP)',
  door: 'unknown',
  checked: '2026-11-29',
  sources: ['developers.mercadolivre.com.br/membros-do-programa', 'sellers.mercadolibre.com (my listing was reported)'],
  confidence: { claims: 'read', 'targets.max': 'read', requiredFields: 'general-knowledge' },
  channel: 'packet',
  // Pictures are named there by numbers of their own, which no statement of ours holds.
  offers: { api: { claims: ['counterfeit', 'trademark-misuse', 'design', 'patent'] } },
  endpoint: 'https://api.mercadolibre.com',
  account: { who: 'both', documents: ['membership of the programme'] },
  sites: countrySites('Mercado Libre', {
    'mercadolibre.com.ar': 'AR',
    'mercadolivre.com.br': 'BR',
    'mercadolibre.com.mx': 'MX',
    'mercadolibre.com.co': 'CO',
    'mercadolibre.cl': 'CL',
    'mercadolibre.com.pe': 'PE',
    'mercadolibre.com.uy': 'UY',
    'mercadolibre.com.ve': 'VE',
    'mercadolibre.com.ec': 'EC',
    'mercadolibre.com.do': 'DO',
    'mercadolibre.com.bo': 'BO',
    'mercadolibre.com.py': 'PY',
    'mercadolibre.com.gt': 'GT',
    'mercadolibre.com.hn': 'HN',
    'mercadolibre.com.ni': 'NI',
    'mercadolibre.com.sv': 'SV',
    'mercadolibre.com.pa': 'PA',
    'mercadolibre.co.cr': 'CR',
  }),
  targets: { max: 1, url: /\/(?:p\/)?M[A-Z]{2}-?U?\d+/, catalogue: /\/p\/M[A-Z]{2}U?\d+/ },
  batchBy: ['site', 'right', 'kind', 'reason'],
  claims: {
    counterfeit: [
      { code: 'PPPI1', label: 'PPPI1 Counterfeit product', leastStrength: 'price-and-use', needs: ['registration'] },
    ],
    'trademark-misuse': [
      { code: 'PPPI2', label: 'PPPI2 Illegal use of a trademark', leastStrength: 'use', needs: ['registration'] },
    ],
    'copyright-image': [
      {
        code: 'PPPI6',
        label: 'PPPI6 Images or photographs',
        leastStrength: 'use',
        needs: ['own-url', 'image-addresses'],
      },
    ],
    design: [{ code: 'PPPI8', label: 'PPPI8 Industrial design', leastStrength: 'use', needs: ['registration'] }],
    patent: [{ code: 'PPPI9', label: 'PPPI9 Patent or utility model', leastStrength: 'use', needs: ['registration'] }],
  },
  right: { status: ['registered', 'unregistered'], territory: 'site-countries' },
  languages: ['en'],
  maxChars: {},
  requiredFields: [],
  declarations: ['good-faith', 'accurate', 'authority'],
  legalForm: 'trademark',
  namesDueDates: true,
  readBack: 'api',
  ...PACKET_AGES,
};
