package org.hamroh.authoring;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.hamroh.web.Reply;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;

/// A piece of the console's first page: what staff should know of the scripts, before somebody
/// opens their page.
public final class NoticePages implements Routes {

  private static final Set<Role> EVERYBODY = EnumSet.allOf(Role.class);

  private final Notices notices;

  public NoticePages(Notices notices) {
    this.notices = notices;
  }

  @Override
  public void mount(Mount mount) {
    mount.get(
        "/scripts/notices",
        EVERYBODY,
        request -> Reply.page("script/notices.jte", Map.of("notices", notices.list())));
  }
}
