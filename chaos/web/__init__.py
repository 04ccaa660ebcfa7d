"""Officers who decide on the pages of the desk in a browser, by HTTP."""

from chaos.web.clerks import WebDesk
from chaos.web.house import WebHouse, furnish, open_house

__all__ = ["WebDesk", "WebHouse", "furnish", "open_house"]
