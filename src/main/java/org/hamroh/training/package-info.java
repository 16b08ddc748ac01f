/// Practice: a pretended caller rings the learner's own telephone, a supervisor scores it
/// afterwards, and who has passed may be given hard calls. Nothing of it counts anywhere.
package org.hamroh.training;
