"use strict";
(function () {
  var filter = document.getElementById("filter");
  if (!filter) { return; }
  var boxes = Array.prototype.slice.call(filter.querySelectorAll("input"));
  var articles = Array.prototype.slice.call(document.querySelectorAll("article.finding"));
  var output = filter.querySelector("output");
  function show() {
    var wanted = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
    var shown = 0;
    articles.forEach(function (article) {
      var visible = wanted.indexOf(article.dataset.severity) >= 0;
      article.classList.toggle("filtered", !visible);
      shown += visible ? 1 : 0;
    });
    output.textContent = filter.dataset.shown.replace("#", shown).replace("%", articles.length);
  }
  boxes.forEach(function (box) { box.addEventListener("change", show); });
  window.addEventListener("hashchange", function () {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.classList.contains("filtered")) {
      target.classList.remove("filtered");
      target.scrollIntoView();
    }
  });
  filter.hidden = false;
  show();
}());
