/// One spelling for words that people type in many: Tajik letters and what stands in for them,
/// Latin letters, Russian forms.
package org.hamroh.spelling;
