/// Callers in danger: nobody waits unanswered without a person being told, and who cannot speak is
/// understood by keys.
package org.hamroh.danger;
