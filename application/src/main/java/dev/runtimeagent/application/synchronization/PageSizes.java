package dev.runtimeagent.application.synchronization;

/** What is known of the sizes of pages at the four levels. */
record PageSizes(PageSize applications, PageSize bundles, PageSize apis, PageSize events) {
  PageSizes() {
    this(new PageSize(), new PageSize(), new PageSize(), new PageSize());
  }
}
