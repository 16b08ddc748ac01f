/// Cases as people and programs see them: the pages and the API.
package org.hamroh.cases.page;
