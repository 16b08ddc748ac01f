package org.hamroh.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Renders the pages' templates, which are compiled with the program.
final class Pages {

  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), "org.hamroh.jte");
  private final String site;
  private final Texts texts;
  private final Assets assets;
  private final Map<String, Set<Role>> open = new ConcurrentHashMap<>();

  Pages(String site, Texts texts, Assets assets) {
    this.site = site;
    this.texts = texts;
    this.assets = assets;
  }

  /// From now on pages offer what these doors let the person through to.
  void offer(List<Doors.Door> doors) {
    doors.stream()
        .filter(door -> door.method().equals("GET"))
        .forEach(door -> open.put(door.path(), door.roles()));
  }

  String render(String template, Map<String, Object> parameters, Shell shell) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("shell", shell);
    TemplateOutput output = new StringOutput();
    templates.render(template, all, output);
    return output.toString();
  }

  Shell shell(Visit visit, java.util.Optional<Gate.Who> who, String csrf) {
    return new Shell(
        site,
        texts.in(language(visit, who)),
        visit.path(),
        csrf,
        who.flatMap(Gate.Who::person),
        page -> who.map(one -> mayOpen(one, page)).orElse(false),
        assets);
  }

  /// A page that is no door, such as the login page, hides nothing.
  private boolean mayOpen(Gate.Who who, String page) {
    Set<Role> roles = open.get(page);
    return roles == null || who.principal().hasAny(roles);
  }

  /// What the person has chosen; before the login what this browser has chosen, or asks for.
  static String language(Visit visit, java.util.Optional<Gate.Who> who) {
    return who.flatMap(Gate.Who::person)
        .map(Person::language)
        .or(() -> visit.cookie(LanguageForm.COOKIE).filter(Texts.LANGUAGES::contains))
        .orElseGet(
            () ->
                Texts.wanted(
                    visit.header("accept-language").orElse(""), Texts.LANGUAGES.getFirst()));
  }
}
