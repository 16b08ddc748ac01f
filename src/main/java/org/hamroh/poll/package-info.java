/// Questions that go out with a campaign and are answered by one digit: by text or by a key in a
/// call. One answer a person, and nobody can be found in the results.
package org.hamroh.poll;
