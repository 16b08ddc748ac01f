/// Who may send people abroad: the licences of recruitment agencies, as of a dated list.
package org.hamroh.claims.agency;
